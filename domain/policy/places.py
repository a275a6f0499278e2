"""The kinds of venue, how their doors are classed, and the sectors that answer for them."""

from enum import StrEnum


class VenueKind(StrEnum):
    """The kinds of place that post a QR at their entrances (product E1; notice N3, A4)."""

    GOVERNMENT_OFFICE = "government_office"
    PUBLIC_INSTITUTION = "public_institution"
    ENTERPRISE = "enterprise"
    SCHOOL = "school"
    MEDICAL_INSTITUTION = "medical_institution"
    SERVICE_HALL = "service_hall"
    VILLAGE = "village"
    COMPOUND = "compound"
    HOTEL = "hotel"
    RESTAURANT = "restaurant"
    FARMERS_MARKET = "farmers_market"
    DAY_LABOUR_MARKET = "day_labour_market"
    STATION = "station"
    AIRPORT = "airport"
    PORT = "port"
    BORDER_PORT = "border_port"
    CHECKPOINT = "checkpoint"
    TRAIN = "train"
    METRO = "metro"
    COACH = "coach"
    BUS = "bus"
    TAXI = "taxi"
    RIDE_HAILING = "ride_hailing"
    QUARANTINE_HOTEL = "quarantine_hotel"
    OTHER = "other"


class DoorClass(StrEnum):
    """What a door is for, which decides with colour and temperature who passes (product F2)."""

    PUBLIC = "public"
    TRANSPORT = "transport"
    MEDICAL = "medical"
    ENTRY = "entry"
    HOME = "home"


class Sector(StrEnum):
    """The office that passes the notice on to its units and answers for them (notice N7, N12)."""

    HEALTH = "health"
    EDUCATION = "education"
    TRANSPORT = "transport"
    MARKETS = "markets"
    COMMERCE = "commerce"
    CULTURE_TOURISM = "culture_tourism"
    LABOUR = "labour"
    CIVIL_AFFAIRS = "civil_affairs"
    AGRICULTURE = "agriculture"
    HOUSING = "housing"
    INDUSTRY = "industry"
    OFFICES = "offices"
    BORDER = "border"
