"""How do the rows of many documents become the files of an output folder?"""
