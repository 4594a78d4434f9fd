using System.Xml;

namespace Pmo.Client.Lists.Reading;

/// <summary>The text of one element at a time, in a buffer that is used again. Not thread-safe.</summary>
/// <param name="most">Characters after which the rest is passed over.</param>
internal sealed class XmlText(int most)
{
    private char[] _buffer = new char[Math.Min(most, 1024)];
    private int _length;

    /// <summary>What was read last; valid until the next reading.</summary>
    public ReadOnlySpan<char> Value => _buffer.AsSpan(0, _length);

    /// <summary>Reads the text of the element that the reader is at, and goes on to behind it.</summary>
    public void Read(XmlReader xml)
    {
        _length = 0;
        Append(xml);
    }

    /// <summary>
    /// Reads a string item (ECMA-376 part 1, 18.4.8): its text, or that of its runs, without what says how to pronounce it; goes on to behind it.
    /// </summary>
    public void ReadItem(XmlReader xml)
    {
        _length = 0;
        var depth = xml.Depth;
        for (var inside = Enter(xml); inside && xml.Depth > depth;)
        {
            if (xml.NodeType != XmlNodeType.Element || (xml.LocalName == "r" && xml.Depth == depth + 1))
            {
                xml.Read();
            }
            else if (xml.LocalName == "t")
            {
                Append(xml);
            }
            else
            {
                xml.Skip();
            }
        }

        xml.Read();
    }

    /// <summary>Goes into the element that the reader is at; stays, and returns false, when it is empty.</summary>
    public static bool Enter(XmlReader xml) => !xml.IsEmptyElement && xml.Read();

    private void Append(XmlReader xml)
    {
        var depth = xml.Depth;
        for (var inside = Enter(xml); inside && xml.Depth > depth;)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                xml.Skip();
                continue;
            }

            if (xml.HasValue)
            {
                AppendValue(xml);
            }

            xml.Read();
        }

        xml.Read();
    }

    private void AppendValue(XmlReader xml)
    {
        while (_length < most)
        {
            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Min(most, 2 * _buffer.Length));
            }

            var read = xml.ReadValueChunk(_buffer, _length, _buffer.Length - _length);
            if (read == 0)
            {
                return;
            }

            _length += read;
        }
    }
}
