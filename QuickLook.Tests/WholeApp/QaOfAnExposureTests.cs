using System.Globalization;
using Microsoft.Playwright;
using QuickLook.Core.Access;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Tests.Browser;
using QuickLook.Tests.Core.Storage;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.WholeApp;

/// <summary>A golden exposure, processed by the service that ships, on its QA page: what stands there is what the document says.</summary>
[Collection(PostgresTests.Name)]
public sealed class QaOfAnExposureTests(PostgresFixture postgres, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_page_of_a_science_exposure_shows_the_values_of_its_document()
    {
        await using var served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        using var session = await served.SignInAsync(Role.Viewer);
        await using var visitor = await chromium.VisitAsync(served.Address, session: session);
        await visitor.OpenAsync("/qa/live/CHECK_CCDs/rms?camera=r0");
        await served.Observatory.TakeAsync(104, golden: 104);

        var values = visitor.Page.Locator("table.sum td.v");
        await Expect(values).ToHaveCountAsync(4, new LocatorAssertionsToHaveCountOptions { Timeout = 40_000 });
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("00000104");

        var file = Directory.GetFiles(served.Observatory.OutputRoot, "ql-mergedQA-r0-00000104.json", SearchOption.AllDirectories)[0];
        var document = MergedQa.Read(await File.ReadAllBytesAsync(file)).Value;
        var expected = document
            .ValuesOf("CHECK_CCDs", "NOISE_AMP")
            .Select(value => value!.Value.ToString("F2", CultureInfo.InvariantCulture));
        (await values.AllTextContentsAsync()).Select(text => text.Trim()).ShouldBe(expected);
        await Expect(visitor.Page.Locator(".qa-foot")).ToContainTextAsync($"mappings {document.Origin!.MappingHash[..8]}, in force");
        await Expect(visitor.Page.Locator(".qa-tests .row", new PageLocatorOptions { HasText = "SNR" }).Locator(".chip"))
            .ToHaveTextAsync("normal");

        await visitor.OpenAsync("/qa");
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("00000104");
        visitor.Page.Url.ShouldMatch(@"/qa/\d+$");
    }
}
