/**
 * What is asked of every page, one file for each question. Answers are sentences about what is wrong, and none when nothing is; each
 * question has a test in which a planted fault is found.
 */
@NullMarked
package io.tampu.browser.checks;

import org.jspecify.annotations.NullMarked;
