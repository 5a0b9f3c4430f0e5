"""People, organisations, memberships, invitations and sign-in; `access` answers every permission question."""
