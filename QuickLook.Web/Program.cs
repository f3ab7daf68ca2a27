using QuickLook.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddQuickLookWeb();
var app = builder.Build();
app.MapQuickLookWeb();
await app.RunAsync();
