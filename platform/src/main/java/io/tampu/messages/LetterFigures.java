package io.tampu.messages;

import io.tampu.engine.Backlog;

/**
 * How letters stand, for those who watch.
 *
 * @param waiting to be sent
 * @param givenUp in the last 24 hours
 */
public record LetterFigures(Backlog waiting, Backlog givenUp) {}
