"""Addresses. `staff`: below /lam-viec/dan-ban/; `portal`: what anyone sees, below /<commune>/dan-ban/."""

from django.urls import path

# What is put to the people, and each village's vote on it
staff: list = []
# Below /lam-viec/hop-dan/
staff_meetings: list = []
# Below /lam-viec/phieu/
staff_ballots: list = []
# Below /lam-viec/sau-quyet-dinh/: sent, recognised, carried out
staff_after: list = []
portal: list = []

__all__ = ["path", "portal", "staff", "staff_after", "staff_ballots", "staff_meetings"]
