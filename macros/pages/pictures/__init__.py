"""Pictures of the corpus: drawings in the page itself, made at build time, without script.

Python computes every coordinate, every line of letters and every name of a link, as frozen data; a template only
places them. Each picture has its text equivalent beside it on the page:

* `chain`: the sessions of the timeline, what each was asked and decided, and what was carried over;
* `timeline_model`: what the chain tells, before it is drawn; `drawing`: its shapes, each at its place;
* `matrix`: topics against clusters, with how many recommendations each pair has;
* `lettering`: how much room words take, since nobody can measure letters before a browser has chosen the face.

Lengths are in units of the drawing. On a phone of 360 pixels a unit is one pixel, wider screens enlarge it, so no
letter is smaller than its size here.
"""
