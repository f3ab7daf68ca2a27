using QuickLook.Web.Commands;

namespace QuickLook.Tests.WholeApp;

public sealed class ServeVerbTests
{
    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:9000")]
    public void The_machine_itself_may_be_served(string url) => ServeVerb.ParseUrl(url, inContainer: false).IsSuccess.ShouldBeTrue();

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://10.0.0.5:8080")]
    [InlineData("http://quicklook.example:80")]
    public void Others_are_not_served_before_there_is_a_sign_in(string url)
    {
        ServeVerb.ParseUrl(url, inContainer: false).Failure!.Reason.ShouldContain("no sign-in yet");
        ServeVerb.ParseUrl(url, inContainer: true).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("ftp://localhost")]
    [InlineData("")]
    public void What_is_no_address_is_refused_with_an_example(string url) =>
        ServeVerb.ParseUrl(url, inContainer: false).Failure!.Reason.ShouldContain("http://localhost:8080");
}
