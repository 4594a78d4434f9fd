using System.Xml;

namespace Pmo.Client.Lists.Writing;

/// <summary>Text cells of a worksheet, written in place (ECMA-376 part 1, 18.3.1.53) so that shared strings need not be touched.</summary>
internal static class XlsxText
{
    public const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <param name="xml">Inside a row.</param>
    /// <param name="ns">The worksheet's namespace: transitional or strict.</param>
    /// <param name="address">Such as <c>B7</c>.</param>
    /// <param name="style">An index of the workbook's cell formats, or null.</param>
    /// <param name="text">What XML cannot hold becomes U+FFFD.</param>
    public static void WriteCell(XmlWriter xml, string ns, string address, string? style, string text)
    {
        xml.WriteStartElement(xml.LookupPrefix(ns), "c", ns);
        xml.WriteAttributeString("r", address);
        if (style is not null)
        {
            xml.WriteAttributeString("s", style);
        }

        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement(xml.LookupPrefix(ns), "is", ns);
        xml.WriteStartElement(xml.LookupPrefix(ns), "t", ns);
        xml.WriteAttributeString("xml", "space", ns: null, "preserve");
        xml.WriteString(Clean(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Clean(string text)
    {
        var bad = FirstBad(text);
        if (bad < 0)
        {
            return text;
        }

        var clean = text.ToCharArray();
        for (var i = bad; i < clean.Length; i++)
        {
            if (i + 1 < clean.Length && XmlConvert.IsXmlSurrogatePair(clean[i + 1], clean[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(clean[i]))
            {
                clean[i] = '\uFFFD';
            }
        }

        return new string(clean);
    }

    private static int FirstBad(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!XmlConvert.IsXmlChar(text[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
