"""The pages of advice that gets an answer: recommendations, signals, talks, the self-check, what is due."""
