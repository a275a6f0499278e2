"""What runs by itself for check-ins: their days are made ahead and dropped as the tables' owner."""

from domain.kernel.actor import SYSTEM
from domain.venues.partitions import drop_partitions, make_partitions
from web.wiring import Services


async def make_check_in_days(services: Services) -> None:
    """Make the partitions of the coming days, where check-ins are parted by day."""
    await services.admin.write(make_partitions, services.context(SYSTEM))


async def drop_check_in_days(services: Services) -> None:
    """Drop the days that are outlived, where they are parted; elsewhere the purge takes rows."""
    await services.admin.write(drop_partitions, services.context(SYSTEM))
