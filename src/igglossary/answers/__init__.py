"""What the program answers: facts in values, alike for every front end and for users of the library; no words.

``service.wire`` makes JSON of them, ``service.sentences`` words. They are on the look-up path, where the definition of
such a class costs 0.1 ms, an eightieth of a bare Python: hence a module for each kind of question.
"""
