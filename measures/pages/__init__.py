"""What the pages of measures show, ready to be written into their fragments."""
