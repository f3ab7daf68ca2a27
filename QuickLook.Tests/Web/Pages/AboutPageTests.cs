using Bunit;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Web.Components.Pages;
using QuickLook.Web.Hosting;

namespace QuickLook.Tests.Web.Pages;

public sealed class AboutPageTests : WebTestContext
{
    [Fact]
    public void A_profile_that_is_not_the_default_is_named() =>
        Facts("desispec").ShouldContain("desispec: numbers and verdicts follow the original");

    [Fact]
    public void The_default_needs_no_mention() => Facts(string.Empty).ShouldNotContain("Compatibility");

    private string Facts(string profile)
    {
        Services.Configure<WebOptions>(options => options.Compatibility = profile);
        return Render<About>().Find("dl.facts").TextContent;
    }
}
