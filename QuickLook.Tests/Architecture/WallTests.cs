using System.Reflection;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Architecture;

/// <summary>The walls of the house, read from the compiled code.</summary>
public sealed class WallTests
{
    private static readonly Assembly CoreAssembly = typeof(Failure).Assembly;
    private static readonly Assembly WebAssembly = Assembly.Load("quicklook");
    private static readonly Lazy<IReadOnlyCollection<Use>> Core = new(() => CompiledUses.In(CoreAssembly));
    private static readonly Lazy<IReadOnlyCollection<Use>> Web = new(() => CompiledUses.In(WebAssembly));

    [Fact]
    public void A_room_uses_only_rooms_on_lower_floors() => House.Core.Trespasses(Core.Value).ShouldBeEmpty();

    [Fact]
    public void A_trespass_hidden_in_a_lambda_of_an_asynchronous_method_is_found()
    {
        var sample = new House("QuickLook.Tests.Architecture.Sample", new Dictionary<string, int> { ["Cellar"] = 0, ["Roof"] = 1 });

        var trespasses = sample.Trespasses(CompiledUses.In(typeof(WallTests).Assembly));

        trespasses.ShouldHaveSingleItem().ShouldContain("Sample.Cellar.Digger (Cellar, floor 0)");
        trespasses[0].ShouldContain("uses QuickLook.Tests.Architecture.Sample.Roof.Crane");
    }

    [Fact]
    public void Every_type_of_Core_lives_in_a_room()
    {
        var homeless = CoreAssembly
            .GetTypes()
            .Where(type => type.Namespace is { } space && space.StartsWith("QuickLook", StringComparison.Ordinal))
            .Where(type => House.Core.RoomOf(type.Namespace!) is not { } room || !House.Core.Floors.ContainsKey(room))
            .Select(type => type.FullName);

        homeless.ShouldBeEmpty();
    }

    [Fact]
    public void Core_knows_neither_web_nor_screens()
    {
        string[] foreign =
        [
            "QuickLook.Web",
            "Microsoft.AspNetCore",
            "Microsoft.JSInterop",
            "Microsoft.Extensions.FileProviders.Embedded",
            "Radzen",
        ];

        Using(Core.Value, foreign).ShouldBeEmpty();
    }

    [Fact]
    public void The_database_is_spoken_to_in_Storage_alone()
    {
        string[] database = ["Microsoft.EntityFrameworkCore", "Npgsql"];

        Using(Core.Value.Where(use => House.Core.RoomOf(use.UserNamespace) != "Storage"), database).ShouldBeEmpty();

        // Accounts have tables of their own, which the framework's identity reads and writes.
        string[] accounts = ["QuickLook.Web.Security.Accounts", "QuickLook.Web.Security.Migrations"];
        Using(Web.Value.Where(use => !accounts.Contains(use.UserNamespace)), database).ShouldBeEmpty();
    }

    [Fact]
    public void Reduction_knows_neither_logging_nor_documents_nor_databases()
    {
        string[] outside =
        [
            "Microsoft.Extensions.Logging",
            "Serilog",
            "System.Text.Json",
            "Microsoft.EntityFrameworkCore",
            "Npgsql",
            "Quartz",
        ];

        Using(Core.Value.Where(use => House.Core.RoomOf(use.UserNamespace) == "Reduction"), outside).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_blocks_a_thread_to_wait()
    {
        (string Type, string Member)[] blocking =
        [
            ("System.Threading.Thread", "Sleep"),
            ("System.Threading.Tasks.Task", "Wait"),
            ("System.Threading.Tasks.Task", "WaitAll"),
            ("System.Threading.Tasks.Task`1", "get_Result"),
        ];

        var found = Core.Value.Concat(Web.Value).Where(use => blocking.Contains((use.Used, use.Member)));

        found.Select(use => $"{use.User}.{use.Method}: {use.Used}.{use.Member}").ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_unimplemented() => Using(Core.Value.Concat(Web.Value), ["System.NotImplementedException"]).ShouldBeEmpty();

    [Fact]
    public void No_asynchronous_method_returns_void()
    {
        const BindingFlags all =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var lost = CoreAssembly
            .GetTypes()
            .Concat(WebAssembly.GetTypes())
            .SelectMany(type => type.GetMethods(all))
            .Where(method => method.ReturnType == typeof(void))
            .Where(method => method.GetCustomAttribute<System.Runtime.CompilerServices.AsyncStateMachineAttribute>() is not null)
            .Select(method => $"{method.DeclaringType}.{method.Name}");

        lost.ShouldBeEmpty();
    }

    /// <summary>References to any of some namespaces or types (and what is nested in them), as sentences.</summary>
    private static IEnumerable<string> Using(IEnumerable<Use> uses, IReadOnlyCollection<string> prefixes) =>
        uses.Where(use =>
                prefixes.Any(prefix =>
                    use.Used == prefix || use.UsedNamespace == prefix || use.Used.StartsWith(prefix + ".", StringComparison.Ordinal)
                )
            )
            .Select(use => $"{use.User} in {use.Method} uses {use.Used}")
            .Distinct();
}
