"""What training leads and coordinators see. Reads only; the organisation is always the first argument."""
