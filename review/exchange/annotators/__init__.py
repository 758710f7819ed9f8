"""What do the tools of annotators write and read? brat, INCEpTION, UIMA CAS, Prodigy."""
