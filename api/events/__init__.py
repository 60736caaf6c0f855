"""What happened in the service, told to who wants to know: kinds of events, and the ways they are delivered."""
