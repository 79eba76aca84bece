"""What press reports of 2025 tell of nine centres, as mornings in the whole window.

People and dossiers are invented; where a report contradicts itself its file says so.
"""
