"""The code as an applicant shows it: applied for, kept fresh, shown, looked at by any camera."""
