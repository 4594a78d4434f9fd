using Pmo.Identity.Pages;

namespace Pmo.Identity.Tests.Pages;

public sealed class PageFormTests
{
    [Fact]
    public void Values_cannot_leave_their_place()
    {
        var form = new PageForm("/x", new Dictionary<string, string> { ["state"] = "\"><script>alert(1)</script>" }, "Ya", "Yes");
        form.Write("id").ShouldBe(
            "<form method=\"post\" action=\"/x\"><input type=\"hidden\" name=\"state\" value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">"
            + "<button type=\"submit\">Ya</button></form>\n");
        $"{form}".ShouldBe("PageForm");
    }
}
