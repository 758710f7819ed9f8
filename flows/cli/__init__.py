"""What can be asked on the command line? The commands of ``verbale``: what they take, what they print, how they exit."""
