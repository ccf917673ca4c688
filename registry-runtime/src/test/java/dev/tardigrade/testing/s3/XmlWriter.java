package dev.tardigrade.testing.s3;

import java.util.function.Consumer;

/** As much XML as S3's answers need. */
final class XmlWriter {

    private final StringBuilder out = new StringBuilder();

    static String document(String root, Consumer<XmlWriter> content) {
        var writer = new XmlWriter();
        writer.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        writer.element(root, content);
        return writer.out.toString();
    }

    XmlWriter element(String name, Consumer<XmlWriter> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter text(String name, Object value) {
        return element(name, _ -> out.append(escape(value.toString())));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;");
    }
}
