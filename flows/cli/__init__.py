"""The commands of ``verbale``: what they take, what they print, what they exit with."""
