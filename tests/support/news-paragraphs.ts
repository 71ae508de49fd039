// News paragraphs in twelve languages, written for these tests. Each is long enough (400 bytes and more) to identify its
// language beyond doubt.

export const NEWS_PARAGRAPHS: readonly (readonly [lang: string, text: string])[] = [
  [
    "en",
    "The harbour will stay closed until Friday, the port authority said, after a crane fell across the main quay in the storm. Nobody was hurt. Three ferries are waiting outside the breakwater, and their passengers were brought ashore in fishing boats. Engineers want to lift the wreck with a floating crane that is on its way from the north, provided that the wind dies down. The mayor thanked the crews and promised an inquiry.",
  ],
  [
    "de",
    "Der Hafen bleibt bis Freitag geschlossen, teilte die Verwaltung mit, nachdem im Sturm ein Kran auf den Kai gestürzt war. Verletzt wurde niemand. Drei Fähren warten vor der Mole, ihre Fahrgäste wurden mit Fischerbooten an Land gebracht. Die Ingenieure wollen das Wrack mit einem Schwimmkran heben, der aus dem Norden unterwegs ist, sofern der Wind nachlässt. Die Bürgermeisterin dankte den Mannschaften und versprach eine Untersuchung.",
  ],
  [
    "fr",
    "Le port restera fermé jusqu'à vendredi, a indiqué sa direction, après la chute d'une grue sur le quai principal pendant la tempête. Personne n'a été blessé. Trois bateaux attendent devant la jetée, et leurs passagers ont été ramenés à terre par des pêcheurs. Les ingénieurs veulent soulever l'épave à l'aide d'une grue flottante venue du nord, à condition que le vent faiblisse. La maire a remercié les équipages et promis une enquête.",
  ],
  [
    "es",
    "El puerto seguirá cerrado hasta el viernes, según informó la autoridad portuaria, después de que una grúa cayera sobre el muelle principal durante el temporal. No hubo heridos. Tres transbordadores esperan frente al espigón y sus pasajeros fueron llevados a tierra en barcas de pescadores. Los ingenieros quieren levantar los restos con una grúa flotante que llega del norte, siempre que amaine el viento. La alcaldesa agradeció el trabajo de las tripulaciones.",
  ],
  [
    "it",
    "Il porto resterà chiuso fino a venerdì, ha fatto sapere l'autorità portuale, dopo che una gru è caduta sulla banchina principale durante la tempesta. Nessuno è rimasto ferito. Tre traghetti aspettano fuori dal molo e i loro passeggeri sono stati portati a terra dai pescatori. Gli ingegneri vogliono sollevare il relitto con una gru galleggiante in arrivo dal nord, se il vento si calmerà. La sindaca ha ringraziato gli equipaggi e promesso un'indagine.",
  ],
  [
    "nl",
    "De haven blijft tot vrijdag gesloten, zo liet het havenbedrijf weten, nadat in de storm een kraan over de kade was gevallen. Niemand raakte gewond. Drie veerboten wachten buiten de pier en hun passagiers zijn met vissersboten aan land gebracht. Ingenieurs willen het wrak optillen met een drijvende kraan die uit het noorden komt, als de wind tenminste gaat liggen. De burgemeester bedankte de bemanningen en beloofde een onderzoek.",
  ],
  [
    "pt",
    "O porto ficará fechado até sexta-feira, informou a administração, depois que um guindaste caiu sobre o cais principal durante a tempestade. Ninguém ficou ferido. Três barcos esperam diante do molhe, e os seus passageiros foram levados para terra por pescadores. Os engenheiros querem levantar os destroços com um guindaste flutuante que vem do norte, desde que o vento diminua. A prefeita agradeceu às tripulações e prometeu uma investigação.",
  ],
  [
    "ru",
    "Порт останется закрытым до пятницы, сообщила его администрация, после того как во время шторма на главный причал упал кран. Никто не пострадал. Три парома ждут за волнорезом, их пассажиров доставили на берег рыбаки. Инженеры хотят поднять обломки плавучим краном, который идёт с севера, если ветер стихнет. Мэр поблагодарила экипажи и обещала расследование.",
  ],
  [
    "ar",
    "أعلنت إدارة الميناء أن الميناء سيبقى مغلقا حتى يوم الجمعة بعد سقوط رافعة على الرصيف الرئيسي أثناء العاصفة. ولم يصب أحد بأذى. وتنتظر ثلاث عبارات خارج حاجز الأمواج، وقد نقل الصيادون ركابها إلى الشاطئ. ويريد المهندسون رفع الحطام برافعة عائمة قادمة من الشمال إذا هدأت الرياح. وشكرت رئيسة البلدية الطواقم ووعدت بفتح تحقيق في الحادث.",
  ],
  [
    "zh",
    "港务局表示，由于一台起重机在风暴中倒在主码头上，港口将关闭至星期五。没有人受伤。三艘渡轮在防波堤外等候，乘客已由渔船送上岸。工程师希望等风力减弱后，用一台正从北方驶来的浮式起重机把残骸吊起。市长感谢了船员，并承诺对事故展开调查。居民说，他们在夜里听到一声巨响，随后整个港区停电，直到早晨才恢复供电。",
  ],
  [
    "ja",
    "港湾局によると、嵐で大型のクレーンが主な岸壁に倒れたため、港は金曜日まで閉鎖される。けが人はいなかった。三隻のフェリーが防波堤の外で待っており、乗客は漁船で陸に運ばれた。技術者たちは、風が弱まり次第、北から向かっている浮きクレーンで残骸をつり上げる予定だ。市長は乗組員に感謝し、原因を調べると約束した。",
  ],
  [
    "ko",
    "항만 당국은 폭풍으로 크레인이 주 부두에 쓰러져 항구를 금요일까지 폐쇄한다고 밝혔다. 다친 사람은 없었다. 여객선 세 척이 방파제 밖에서 기다리고 있으며 승객들은 어선을 타고 육지로 옮겨졌다. 기술자들은 바람이 잦아들면 북쪽에서 오는 해상 크레인으로 잔해를 들어 올릴 계획이다. 시장은 선원들에게 감사하며 조사를 약속했다.",
  ],
];
