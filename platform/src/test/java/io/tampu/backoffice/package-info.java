@NullMarked
package io.tampu.backoffice;

import org.jspecify.annotations.NullMarked;
