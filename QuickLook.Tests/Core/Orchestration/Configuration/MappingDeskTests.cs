using Microsoft.Extensions.Logging.Abstractions;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration.Configuration;

/// <summary>Who may change texts, and what is written down about it.</summary>
[Collection(PostgresTests.Name)]
public sealed class MappingDeskTests(PostgresFixture postgres)
{
    private static readonly TextsChange Change = new(
        [Flavor.Zero],
        "BIAS_AMP_STATUS",
        new TestTexts("", ""),
        new TestTexts("Help.", "Act.")
    );

    [Fact]
    public async Task An_administrator_changes_texts_and_it_is_written_down_with_what_was_there()
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files);
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        var audit = new AuditStore(database, TimeProvider.System);
        var desk = new MappingDesk(store, audit);
        var admin = new Actor("ada", Permission.Everything);

        (await desk.SaveTextsAsync(admin, Change, default)).IsSuccess.ShouldBeTrue();
        (
            await desk.SaveTextsAsync(admin, Change with { Before = Change.After, After = new TestTexts("Other.", "") }, default)
        ).IsSuccess.ShouldBeTrue();

        store.Current.Flavors[Flavor.Zero].Stages[0].Tests[0].Help.ShouldBe("Other.");
        var entries = (await audit.ListAsync(new AuditFilter(), 0, 10, default)).Value;
        entries.Select(entry => (entry.Actor, entry.Action)).ShouldBe([("ada", "mapping.texts"), ("ada", "mapping.texts")]);
        entries[0].Detail.ShouldBe("BIAS_AMP_STATUS in zero: help before: Help.; action before: Act.; help: Other.; action: ");
    }

    [Theory]
    [InlineData(Permission.Look)]
    [InlineData(Permission.Look | Permission.Comment | Permission.Operate)]
    public async Task Nobody_else_changes_them(Permission permission)
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files);
        await using var database = PostgresFixture.Open(await postgres.CreateDatabaseAsync());
        var audit = new AuditStore(database, TimeProvider.System);

        var refused = await new MappingDesk(store, audit).SaveTextsAsync(new Actor("olga", permission), Change, default);

        refused.Failure!.Reason.ShouldBe("olga may not change the mappings");
        store.Current.Flavors[Flavor.Zero].Stages[0].Tests[0].Help.ShouldBeEmpty();
        (await audit.ListAsync(new AuditFilter(), 0, 10, default)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_record_nothing_is_changed()
    {
        using var files = new MappingFiles();
        await using var store = await OpenAsync(files);
        await using var database = PostgresFixture.Open("Host=/nowhere;Database=none;Timeout=1");

        var unwritten = await new MappingDesk(store, new AuditStore(database, TimeProvider.System)).SaveTextsAsync(
            new Actor("ada", Permission.Everything),
            Change,
            default
        );

        unwritten.IsSuccess.ShouldBeFalse();
        store.Current.Flavors[Flavor.Zero].Stages[0].Tests[0].Help.ShouldBeEmpty();
    }

    private static async Task<MappingStore> OpenAsync(MappingFiles files) =>
        (
            await MappingStore.OpenAsync(
                files.Folder,
                MappingFiles.Vocabulary,
                new MappingStoreTiming(),
                TimeProvider.System,
                NullLogger<MappingStore>.Instance,
                CancellationToken.None
            )
        ).Value;
}
