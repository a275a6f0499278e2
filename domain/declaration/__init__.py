"""What an applicant states: identity, travel, health, commitment; drafts; the declare verb."""
