"""Other people's definitions of a good Slack or Teams message, made callable for tests.

Each judge returns a list of complaints, each a sentence with the place in the payload; an empty
list means that nothing was found. The judges know nothing of Accord's own code.
"""
