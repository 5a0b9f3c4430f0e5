"""What the platform costs: measured against a bare page, printed as a table. It judges nothing."""
