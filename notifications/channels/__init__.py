"""The ways out of the house: mail servers, providers, telephones, Slack. They know the outside world and change no row."""
