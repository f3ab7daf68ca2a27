using QuickLook.Web.Hosting;
using YamlDotNet.Serialization;

namespace QuickLook.Tests.Architecture;

/// <summary>Dockerfile, docker-compose.yml and docs/operations.md speak of the variables that the service reads, and of no others.</summary>
public sealed class DeploymentTests
{
    private static readonly Dictionary<object, object> Compose = new DeserializerBuilder()
        .Build()
        .Deserialize<Dictionary<object, object>>(File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml")));

    private static Dictionary<string, string> AppEnvironment => Texts(Map(Service("app"), "environment"));

    /// <summary>Mounts of the application: where in the container, and whether read-only.</summary>
    private static Dictionary<string, bool> AppMounts =>
        List(Service("app"), "volumes")
            .Select(mount => Parts(mount))
            .ToDictionary(parts => parts[1], parts => parts.Count > 2 && parts[2] == "ro");

    [Fact]
    public void Compose_sets_only_what_the_service_reads() => AppEnvironment.Keys.ShouldBeSubsetOf(ServiceEnvironment.All);

    [Fact]
    public void Every_folder_that_is_named_is_mounted_and_what_must_not_change_is_read_only()
    {
        AppMounts[AppEnvironment[ServiceEnvironment.Raw]].ShouldBeTrue("raw data are never written");
        AppMounts[AppEnvironment[ServiceEnvironment.Calibration]].ShouldBeTrue("calibrations are never written");
        AppMounts[AppEnvironment[ServiceEnvironment.Reductions]].ShouldBeFalse();
        AppMounts[AppEnvironment[ServiceEnvironment.State]].ShouldBeFalse();
        AppMounts[AppEnvironment[ServiceEnvironment.Mappings]].ShouldBeFalse("limits are edited while the service runs");
    }

    [Fact]
    public void Named_volumes_are_declared_and_the_database_keeps_its_data_in_one()
    {
        var declared = ((Dictionary<object, object>)Compose["volumes"]).Keys.Cast<string>().ToList();
        var named = new[] { "app", "database" }
            .SelectMany(service => List(Service(service), "volumes"))
            .Select(mount => Parts(mount)[0])
            .Where(source => source.All(char.IsLetter));

        named.ShouldBe(declared, ignoreOrder: true);
        List(Service("database"), "volumes").ShouldHaveSingleItem().ShouldEndWith(":/var/lib/postgresql/data");
    }

    [Fact]
    public void The_screens_are_reachable_from_the_machine_itself_alone() =>
        List(Service("app"), "ports").ShouldHaveSingleItem().ShouldStartWith("127.0.0.1:");

    [Fact]
    public void The_connection_string_speaks_of_the_database_beside_it()
    {
        var database = Texts(Map(Service("database"), "environment"));
        var connection = AppEnvironment[ServiceEnvironment.Database]
            .Split(';')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);

        connection["Host"].ShouldBe("database");
        connection["Database"].ShouldBe(database["POSTGRES_DB"]);
        connection["Username"].ShouldBe(database["POSTGRES_USER"]);
        connection["Password"].ShouldBe(database["POSTGRES_PASSWORD"]);
        database["POSTGRES_PASSWORD"]
            .ShouldStartWith("${QUICKLOOK_DB_PASSWORD:?", customMessage: "no password stands in the file, and none is made up");
    }

    [Fact]
    public void The_application_waits_for_a_database_that_answers()
    {
        Map(Map(Service("app"), "depends_on"), "database")["condition"].ShouldBe("service_healthy");
        Service("database").ContainsKey("healthcheck").ShouldBeTrue();
    }

    [Fact]
    public void The_image_sets_the_same_variables_and_runs_as_nobody_special()
    {
        var lines = Repository.Lines("Dockerfile");
        var final = lines.SkipWhile(line => !line.StartsWith("FROM mcr.microsoft.com/dotnet/aspnet", StringComparison.Ordinal)).ToList();

        string[] ofTheSite =
        [
            ServiceEnvironment.Database,
            ServiceEnvironment.Mappings,
            ServiceEnvironment.Compat,
            ServiceEnvironment.FirstPassword,
            ServiceEnvironment.Proxies,
            ServiceEnvironment.Tiles,
        ];
        foreach (var (name, value) in AppEnvironment.Where(pair => !ofTheSite.Contains(pair.Key)))
        {
            final.ShouldContain(line => line.Contains($"{name}={value}", StringComparison.Ordinal), $"{name} in the image");
        }

        final.ShouldContain("USER $APP_UID");
        final.ShouldContain("ENTRYPOINT [\"./quicklook\"]");
        final.ShouldContain(line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_is_described_in_the_operations_guide()
    {
        var guide = Repository.Lines("docs/operations.md");

        ServiceEnvironment.All.ShouldAllBe(name => guide.Any(line => line.StartsWith($"| `{name}`", StringComparison.Ordinal)));
    }

    private static Dictionary<object, object> Service(string name) => Map(Map(Compose, "services"), name);

    private static Dictionary<object, object> Map(Dictionary<object, object> parent, string key) => (Dictionary<object, object>)parent[key];

    private static List<string> List(Dictionary<object, object> parent, string key) => [.. ((List<object>)parent[key]).Cast<string>()];

    private static Dictionary<string, string> Texts(Dictionary<object, object> map) =>
        map.ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value);

    /// <summary>Splits <c>source:target:mode</c>; the source may be <c>${NAME:-default}</c> with colons of its own.</summary>
    private static List<string> Parts(string mount)
    {
        var end = mount.StartsWith("${", StringComparison.Ordinal)
            ? mount.IndexOf('}', StringComparison.Ordinal) + 1
            : mount.IndexOf(':', StringComparison.Ordinal);
        return [mount[..end], .. mount[(end + 1)..].Split(':')];
    }
}
