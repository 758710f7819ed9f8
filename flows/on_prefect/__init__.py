"""The same line in the hands of Prefect: tasks, artifacts, schedules, and a server of its own."""
