"""The line from texts to tables, as commands and as a Prefect flow."""
