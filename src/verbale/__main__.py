"""``python -m verbale``: the command line."""

from verbale.flows.cli.app import main

if __name__ == "__main__":
    main()
