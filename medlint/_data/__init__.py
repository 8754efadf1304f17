"""Tables that come with medlint, and the scripts that make them."""
