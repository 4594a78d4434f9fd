using System.Net;
using System.Text;

namespace Pmo.Identity.Pages;

/// <summary>A form with one button. Never prints itself: its fields may be credentials.</summary>
/// <param name="Path">On this server.</param>
/// <param name="Fields">Hidden ones.</param>
/// <param name="Indonesian">The button.</param>
/// <param name="English">The same.</param>
internal sealed record PageForm(string Path, IReadOnlyDictionary<string, string> Fields, string Indonesian, string English)
{
    public string Write(string language)
    {
        var html = new StringBuilder("<form method=\"post\" action=\"").Append(WebUtility.HtmlEncode(Path)).Append("\">");
        foreach (var (name, value) in Fields)
        {
            html.Append("<input type=\"hidden\" name=\"").Append(WebUtility.HtmlEncode(name))
                .Append("\" value=\"").Append(WebUtility.HtmlEncode(value)).Append("\">");
        }

        return html.Append("<button type=\"submit\">").Append(WebUtility.HtmlEncode(language == "en" ? English : Indonesian)).Append("</button></form>\n").ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(PageForm);
}
