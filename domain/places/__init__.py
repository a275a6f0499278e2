"""Administrative divisions and countries: codes and names as data, no database, no locale."""
