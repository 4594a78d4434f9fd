using System.Text;

namespace Pmo.Identity.AccountPages;

/// <summary>Recovery codes on a page, this once.</summary>
/// <param name="Codes">All ten.</param>
/// <param name="Onward">Where to go when they are kept.</param>
internal sealed record CodesView(IReadOnlyList<string> Codes, string Onward)
{
    /// <summary>A file that is in the page already: nothing is asked of the server, which has forgotten them.</summary>
    public string File => "data:text/plain;charset=utf-8;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join("\r\n", Codes) + "\r\n"));

    /// <inheritdoc/>
    public override string ToString() => nameof(CodesView);
}
