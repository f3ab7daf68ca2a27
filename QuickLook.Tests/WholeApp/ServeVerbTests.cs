using System.Net;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Commands;
using QuickLook.Web.Commands;
using QuickLook.Web.Hosting;

namespace QuickLook.Tests.WholeApp;

/// <summary>Which addresses may be served, and how.</summary>
public sealed class ServeVerbTests
{
    private static readonly GateSettings Open = new();
    private static readonly GateSettings BehindProxy = new() { Proxies = [IPNetwork.Parse("10.1.0.0/16")] };

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:9000")]
    public void The_machine_itself_may_be_served(string url) =>
        GateOptions.ParseUrl(url, Open, inContainer: false).IsSuccess.ShouldBeTrue();

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://github.com:80")]
    public void Others_are_not_served_over_an_open_connection_unless_a_proxy_is_named_or_a_container_publishes_it(string url)
    {
        var refused = GateOptions.ParseUrl(url, Open, inContainer: false).Failure!.Reason;

        refused.ShouldContain("--certificate FILE");
        refused.ShouldContain("QUICKLOOK_PROXIES");
        refused.ShouldContain("tunnel");
        GateOptions.ParseUrl(url, BehindProxy, inContainer: false).IsSuccess.ShouldBeTrue();
        GateOptions.ParseUrl(url, Open, inContainer: true).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Https_needs_a_certificate_wherever_it_is_served()
    {
        GateOptions.ParseUrl("https://localhost:8443", Open, inContainer: false).Failure!.Reason.ShouldContain("--certificate FILE");

        using var certificate = TestCertificate.Make();
        var encrypted = new GateSettings { Certificate = certificate };
        GateOptions.ParseUrl("https://0.0.0.0:8443", encrypted, inContainer: false).IsSuccess.ShouldBeTrue();
        GateOptions.ParseUrl("http://0.0.0.0:8080", encrypted, inContainer: false).IsSuccess.ShouldBeFalse();
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("ftp://localhost")]
    [InlineData("")]
    public void What_is_no_address_is_refused_with_an_example(string url) =>
        GateOptions.ParseUrl(url, Open, inContainer: false).Failure!.Reason.ShouldContain("http://localhost:8080");

    [Fact]
    public void Proxies_are_addresses_and_networks()
    {
        var proxies = GateOptions.ParseProxies("10.0.0.5, 10.1.0.0/16,::1").Value;

        proxies[0].Contains(IPAddress.Parse("10.0.0.5")).ShouldBeTrue();
        proxies[0].Contains(IPAddress.Parse("10.0.0.6")).ShouldBeFalse();
        proxies[1].Contains(IPAddress.Parse("10.1.255.1")).ShouldBeTrue();
        proxies[2].Contains(IPAddress.IPv6Loopback).ShouldBeTrue();
        GateOptions
            .ParseProxies("*")
            .Failure!.ToString()
            .ShouldBe("QUICKLOOK_PROXIES: '*' is neither an address nor a network such as 10.1.0.0/16");
    }

    [Theory]
    [InlineData("QUICKLOOK_ANONYMOUS", "yes", "neither look nor off")]
    [InlineData("QUICKLOOK_WINDOWS", "0", "a number from 1 to 1000")]
    [InlineData("QUICKLOOK_ADMIN", "the boss", "a name is 2 to 64 letters")]
    [InlineData("QUICKLOOK_ADMIN_PASSWORD", "secret", "at least 12 characters")]
    [InlineData("QUICKLOOK_PROXIES", "proxy.example", "neither an address nor a network")]
    [InlineData("QUICKLOOK_CERTIFICATE", "/nowhere/certificate.pem", "cannot be read")]
    public async Task A_wrong_choice_is_a_usage_error_that_names_the_variable(string variable, string value, string says)
    {
        var run = await CommandLineRun.OfAsync(new Dictionary<string, string> { [variable] = value }, "serve", "--demo");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(says);
    }

    [Fact]
    public async Task Asked_to_end_while_it_starts_it_ends_and_says_so()
    {
        var state = Directory.CreateTempSubdirectory("ql-ended-");

        var run = await CommandLineRun.OfAsync(
            new Dictionary<string, string>(),
            new CancellationToken(canceled: true),
            "serve",
            "--raw",
            GoldenSet.A.RawRoot,
            "--calib",
            GoldenSet.A.CalibrationRoot,
            "--out",
            Path.Combine(state.FullName, "out"),
            "--state",
            state.FullName,
            "--url",
            "http://127.0.0.1:0"
        );

        run.ShouldBe(new CommandLineRun(ExitCode.Success, "QuickLook has ended before it was ready, as it was asked to.\n", string.Empty));
        state.Delete(recursive: true);
    }

    [Fact]
    public async Task Asked_to_end_any_other_verb_says_that_it_is_not_done()
    {
        var run = await CommandLineRun.OfAsync(
            new Dictionary<string, string>(),
            new CancellationToken(canceled: true),
            "import",
            "--from",
            GoldenSet.A.Root,
            "--site",
            "elsewhere",
            "--database",
            "Host=localhost;Port=1"
        );

        run.ShouldBe(new CommandLineRun(ExitCode.Failed, string.Empty, "quicklook: ended before it was done, as it was asked to\n"));
    }
}
