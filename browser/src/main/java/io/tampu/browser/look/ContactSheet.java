package io.tampu.browser.look;

import java.awt.Color;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Pictures of one page side by side: phones in the first row, desks in the second. */
final class ContactSheet {

    private static final int PHONE_WIDTH = 216;
    private static final int DESK_WIDTH = 672;
    private static final int GAP = 12;

    /** How much of a long page is shown, in widths of its window. */
    private static final double LONGEST_PHONE = 3.2;

    private static final double LONGEST_DESK = 0.8;

    private static final Color TABLE = new Color(0x9a, 0x93, 0x86);

    /** Texts can still be read, and the whole gallery stays below 2.5 MB. */
    private static final float QUALITY = 0.21f;

    private ContactSheet() {}

    /** Each picture is a PNG; the sheet is a JPEG. */
    static void write(List<byte[]> phones, List<byte[]> desks, Path file) {
        var above = phones.stream()
                .map(png -> scaled(png, PHONE_WIDTH, LONGEST_PHONE))
                .toList();
        var below =
                desks.stream().map(png -> scaled(png, DESK_WIDTH, LONGEST_DESK)).toList();
        int width = Math.max(GAP + above.size() * (PHONE_WIDTH + GAP), GAP + below.size() * (DESK_WIDTH + GAP));
        int first = highest(above);
        var sheet = new BufferedImage(width, first + highest(below) + 3 * GAP, BufferedImage.TYPE_INT_RGB);
        var pen = sheet.createGraphics();
        pen.setColor(TABLE);
        pen.fillRect(0, 0, width, sheet.getHeight());
        for (int i = 0; i < above.size(); i++) {
            pen.drawImage(above.get(i), GAP + i * (PHONE_WIDTH + GAP), GAP, null);
        }
        for (int i = 0; i < below.size(); i++) {
            pen.drawImage(below.get(i), GAP + i * (DESK_WIDTH + GAP), first + 2 * GAP, null);
        }
        pen.dispose();
        save(sheet, file);
    }

    private static int highest(List<BufferedImage> pictures) {
        return pictures.stream().mapToInt(BufferedImage::getHeight).max().orElse(0);
    }

    private static BufferedImage scaled(byte[] png, int width, double longest) {
        try {
            var whole = ImageIO.read(new ByteArrayInputStream(png));
            int seen = (int) Math.min(whole.getHeight(), whole.getWidth() * longest);
            int height = seen * width / whole.getWidth();
            var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            var pen = small.createGraphics();
            pen.drawImage(
                    whole.getSubimage(0, 0, whole.getWidth(), seen)
                            .getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING),
                    0,
                    0,
                    null);
            pen.dispose();
            return small;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void save(BufferedImage sheet, Path file) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try {
            Files.deleteIfExists(file);
            try (var out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(sheet, null, null), how);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } finally {
            writer.dispose();
        }
    }
}
