"""What is printed: PDFs that anybody's printer takes, with the faces they need inside."""
