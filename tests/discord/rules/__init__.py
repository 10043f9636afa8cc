"""Discord's rules on what a bot sends: values in, problems or numbers out."""
