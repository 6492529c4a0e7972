"""From a council's document to a plan in the tracker, and from one version of it to the next."""
