package dev.tardigrade.testing.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** As much XML as S3's requests need. */
final class XmlReader {

    private XmlReader() {}

    /** All elements of a name, at any depth. */
    static List<Element> elements(byte[] document, String name) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var found = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getElementsByTagName(name);
            var elements = new ArrayList<Element>();
            for (int i = 0; i < found.getLength(); i++) {
                elements.add((Element) found.item(i));
            }
            return elements;
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new S3Error(400, "MalformedXML", "The XML you provided was not well-formed");
        }
    }

    static String text(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        if (found.getLength() == 0) {
            throw new S3Error(400, "MalformedXML", name + " is missing");
        }
        return found.item(0).getTextContent().strip();
    }
}
