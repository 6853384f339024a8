@org.jspecify.annotations.NullMarked
package io.tampu.sandbox;
