"""Documents, names, phones and masking as pure readers; later the record of a person."""
