"""Where does a text speak of time? Text -> temporal expressions, with what stands around them."""
