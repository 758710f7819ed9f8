"""What is a date? Points of the calendar, their arithmetic, and how TIMEX3, EDTF and ISO 8601 write them."""
