"""The words that a plain query passes over."""

from __future__ import annotations

# In the spirit of the lists of Glasgow and SMART (some 320 words), without what those hold and news is
# about: bill, cry, fire, found, interest, system and their like. Not here either: "may" (the month, the
# prime minister), "us" (U.S.), "un" (U.N.), "it" is, "who" is (the agency is asked for as a phrase).
# Written as ``fold`` and the table of words leave them: "don't" is "dont", "we'll" is "we".
_WORDS = """
a about above across after afterward afterwards again against all almost alone along already also although
always am among amongst an and another any anybody anyhow anyone anything anyway anywhere are arent around
as at
be became because become becomes becoming been before beforehand behind being below beside besides between
beyond both but by
came can cannot cant come comes could couldnt
did didnt do does doesnt doing done dont down due during
each eg either else elsewhere enough especially etc even ever every everybody everyone everything
everywhere except
few for former formerly from further furthermore
gave get gets getting give given gives go goes going gone got
had hadnt has hasnt have havent having he hence her here hereafter hereby herein hereupon hers herself him
himself his how however
i ie if in indeed instead into is isnt it its itself
just
keep kept knew know known
latter latterly least less lest let like likely
made mainly make makes making many maybe me meanwhile merely might more moreover most mostly much must
my myself
namely near nearly neither never nevertheless next no nobody none nonetheless noone nor not nothing now
nowhere
of off often on once one only onto or other others otherwise ought our ours ourselves out over own
particularly per perhaps please possibly probably put
quite
rather really regarding regardless
said same saw say saying says see seem seemed seeming seems seen several shall she should shouldnt since
so some somebody somehow someone something sometime sometimes somewhat somewhere soon still such
take taken takes taking than that the their theirs them themselves then thence there thereafter thereby
therefore therein thereupon these they thing things this those though through throughout thru thus to
together too took toward towards
under unless unlike until unto up upon use used uses using usually
various very via
want wants was wasnt we went were werent what whatever when whence whenever where whereafter whereas
whereby wherein whereupon wherever whether which whichever while whilst whither who whoever whole whom
whose why will with within without wont would wouldnt
yet you your yours yourself yourselves
"""

STOP_WORDS = frozenset(_WORDS.split())
"""English words of no weight, folded; they are indexed, keep their positions and stand in phrases."""
