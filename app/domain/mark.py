"""What leaves the house, a file or a proof, says in its title where it comes from a rehearsal."""

from app.catalogue import N_, best, gettext


def marked(workshop, name):
    """`name` as it is, or “Rehearsal: {name}” in the language of the workshop."""
    if workshop.rehearsal_of is None:
        return name
    return gettext(best(workshop.language), N_("Rehearsal: {title}"), title=name)
