"""From released tables to paper and files. Nothing in here can see a case or an exact count."""
