package io.tampu.accounts;

import io.tampu.engine.Secret;

/**
 * A session that has just begun.
 *
 * @param token lets its bearer in; for the browser's cookie, shown this once
 */
public record NewSession(Secret token, Session session) {}
